"""Captions to scales, currencies and exceptions; row labels to units."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from grammar.units import Caption, UnitHint, kind_of, read_caption, share_scale, unit_of_label

K, M = 1000, 1_000_000
CAPTIONS: list[tuple[str, dict[str, Any]]] = [
    ("(in thousands)", {"scale": K}),
    ("(In thousands, except per-share figures)", {"scale": K, "per_share_exempt": True}),
    ("(In millions of dollars)", {"scale": M, "currency": "USD"}),
    (
        "(Dollars in thousands, except share and per share data)",
        {"scale": K, "currency": "USD", "per_share_exempt": True, "shares_exempt": True},
    ),
    ("(000s omitted)", {"scale": K}),
    ("(In $000's)", {"scale": K, "currency": "USD"}),
    ("$'000", {"scale": K, "currency": "USD"}),
    ("(amounts in thousands of Canadian dollars)", {"scale": K, "currency": "CAD"}),
    ("(in thousands of U.S. dollars)", {"scale": K, "currency": "USD"}),
    ("(in EUR million)", {"scale": M, "currency": "EUR"}),
    ("(£m)", {"scale": M, "currency": "GBP"}),
    ("(RMB in thousands)", {"scale": K, "currency": "CNY"}),
    ("(US$ in millions)", {"scale": M, "currency": "USD"}),
    ("($ in millions, except per share amounts)", {"scale": M, "currency": "USD", "per_share_exempt": True}),
    (
        "In millions, except share counts, which are in thousands, and per-share amounts",
        {"scale": M, "per_share_exempt": True, "share_scale": K},
    ),
    (
        "(in thousands, except percentages and share data)",
        {"scale": K, "shares_exempt": True, "percent_exempt": True},
    ),
    (
        "Amounts in millions, except per share amounts and number of shares",
        {"scale": M, "per_share_exempt": True, "shares_exempt": True},
    ),
    ("(Unaudited, in thousands of euros)", {"scale": K, "currency": "EUR"}),
    ("(THOUSANDS)-NOT AUDITED", {"scale": K}),
    ("(thousands of dollars)", {"scale": K, "currency": "USD"}),
    ("Balance Sheets\n(Unaudited)\n(in thousands)", {"scale": K}),
]


@pytest.mark.parametrize(("text", "said"), CAPTIONS, ids=[caption[0] for caption in CAPTIONS])
def test_a_caption(text: str, said: dict[str, Any]) -> None:
    assert read_caption(text) == Caption(**said, said=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Condensed Consolidated Balance Sheets (Unaudited)",
        "The company sold millions of units to thousands of customers",
    ],
)
def test_a_caption_without_a_scale(text: str) -> None:
    assert read_caption(text) == Caption()


def test_a_currency_without_a_scale() -> None:
    assert read_caption("(Expressed in Canadian dollars)") == Caption(currency="CAD")


MONEY, SHARES = UnitHint("USD", True, K), UnitHint("shares", True, K)
PER_SHARE, PERCENT = UnitHint("USD/share", False), UnitHint("percent", False)
COUNT, RATIO = UnitHint("count", False), UnitHint("ratio", False)
LABELS: list[tuple[str, tuple[str, ...], UnitHint]] = [
    ("Net loss per share", (), PER_SHARE),
    ("Earnings per common share - basic", (), PER_SHARE),
    ("Basic EPS", (), PER_SHARE),
    ("Dividends declared per share", (), PER_SHARE),
    ("Net income per common share, after preferred dividends", (), PER_SHARE),
    ("Basic", ("Net income per share:",), PER_SHARE),
    ("Net income", ("Net income per share:",), PER_SHARE),
    ("Weighted-average exercise price", (), PER_SHARE),
    ("Gross margin %", (), PERCENT),
    ("Effective tax rate", (), PERCENT),
    ("Cost of sales", ("As a percentage of net sales:",), PERCENT),
    ("Shares used to compute earnings per share", (), SHARES),
    (
        "Shares used to compute earnings per share for holders of common shares, diluted",
        (),
        SHARES,
    ),
    ("Weighted average shares outstanding", (), SHARES),
    ("Weighted average number of common shares outstanding", (), SHARES),
    ("Diluted shares", (), SHARES),
    ("Basic", ("Weighted average shares outstanding",), SHARES),
    ("Diluted", ("Shares used to compute:",), SHARES),
    ("Number of employees", (), COUNT),
    ("Warehouse stores", (), COUNT),
    ("Current ratio", (), RATIO),
    ("Ratio of debt to equity", (), RATIO),
    ("Average revenue per car", (), UnitHint("USD", False)),
    ("Paid memberships at end of period (in thousands)", (), UnitHint("count", True, K)),
    ("Stockholders' equity", (), MONEY),
    ("Shareholders' (deficit) equity", (), MONEY),
    ("Loan to a stockholder", (), MONEY),
    ("Common stock", (), MONEY),
    ("Common shares", (), MONEY),
    ("Common stock, par value $0.50, 7,000 shares authorized, 6,000 shares outstanding", (), MONEY),
    ("share-based compensation", (), MONEY),
    ("Proceeds from issuance of common shares", (), MONEY),
    ("Total costs and expenses", (), MONEY),
    ("Gross margin", (), MONEY),
    ("Effect of exchange rate changes on cash", (), MONEY),
    ("Customer deposits", (), MONEY),
    ("Fixed rate notes", (), MONEY),
    ("Interest rate swap", (), MONEY),
]


@pytest.mark.parametrize(
    ("label", "path", "hint"), LABELS, ids=[" > ".join((*path, label)) for label, path, _ in LABELS]
)
def test_a_label_says_its_unit(label: str, path: tuple[str, ...], hint: UnitHint) -> None:
    assert unit_of_label(label, path, Caption(scale=K, per_share_exempt=True, said=True)) == hint


GIVEN = [
    ("Dividends ($0.485 per share)", ""),
    ("Cash dividends declared, $.25 per common share", ""),
    ("Shares issued at $12.50 per share", "shares"),
    ("Dividends per share", "per_share"),
    ("Net income per share, basic", "per_share"),
    ("Common stock, $.01 par value per share", "money"),
    ("3.20% Notes Due 2026", ""),
]


@pytest.mark.parametrize(("label", "kind"), GIVEN, ids=[label for label, _ in GIVEN])
def test_an_amount_per_share_that_a_label_gives_is_not_its_unit(label: str, kind: str) -> None:
    assert kind_of(label) == kind


def test_share_counts_follow_the_caption() -> None:
    label = "Weighted average shares outstanding"
    assert unit_of_label(label, (), Caption(K, shares_exempt=True)) == UnitHint("shares", False, 1)
    assert unit_of_label(label, (), Caption(M, share_scale=K)) == UnitHint("shares", True, K, sure=True)
    assert unit_of_label("Net loss per share", (), Caption(K, "EUR")) == UnitHint("EUR/share", False, 1)


def test_share_counts_that_are_evidently_whole_are_not_scaled() -> None:
    assert share_scale(Decimal("31806425"), UnitHint("shares", True, K)) == 1
    assert share_scale(Decimal("31806"), UnitHint("shares", True, K)) == K

"""The README's picture of the chat, drawn by the program itself: `python -m tests.pictures` draws it anew.

The file is the session as it is at 120 by 34, the same every time it is drawn.
"""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from chats import ROOT, Chat, chatting, sample

PICTURE = ROOT / "tests" / "pictures" / "chat.svg"
SIZE = (120, 34)
ASKED = (
    "How much did inventories fall since the last fiscal year end?",
    "What is the current ratio at June 30, 2004?",
)


async def _drawn() -> str:
    async with chatting(sample(), SIZE) as chat:
        await _play(chat)
        return _settled_names(chat.app.export_screenshot(title="qa chat"))


async def _play(chat: Chat) -> None:
    await chat.ask(*ASKED)
    await chat.until(lambda: chat.app.following.questions)


def _settled_names(svg: str) -> str:
    """The picture with one name for what it names anew each time."""
    names = list(dict.fromkeys(re.findall(r"terminal-\d+", svg)))
    for number, name in enumerate(names):
        svg = svg.replace(f"{name}-", f"chat{number}-").replace(name, f"chat{number}")
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)  # which would be fetched from a server
    return re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE).rstrip() + "\n"


def draw() -> str:
    """The picture as SVG."""
    return asyncio.run(_drawn())


def words(svg: str) -> list[str]:
    """The texts of a picture, which do not depend on how the library draws them."""
    return [
        text.replace("&#160;", " ").strip() for text in re.findall(r">([^<>]*)</text>", svg) if text.strip()
    ]


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(draw(), encoding="utf-8")

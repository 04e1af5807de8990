"""A release made up for `qa check`: every figure in it ties, in its tables and its sentences."""

from __future__ import annotations

from index.read import read_filing
from index.store import Index, open_index
from qa.check import check_filing
from qa.check_finding import Finding

RELEASE = """\
BRACKEN BOATWORKS REPORTS SECOND QUARTER RESULTS

Portsend, Maine, July 28, 2005 -- Bracken Boatworks Inc. today reported results for
the second quarter of fiscal 2005 ended June 30, 2005.

Net sales for the second quarter of fiscal 2005 were $41.2 million, an increase of
14.0% from $36.1 million in the second quarter of fiscal 2004. Gross margin was 40.1%
for the second quarter of fiscal 2005.

For the second quarter of fiscal 2005 the company reported a net loss of $1.8 million,
or $0.18 per share, compared with net income of $2.3 million, or $0.24 per share, in
the second quarter of fiscal 2004. This loss includes a charge for the repair of piers of
$5.3 million. Excluding this charge, net income would have been $3.6 million.

<TABLE>
<CAPTION>
                     Bracken Boatworks Inc.
            Condensed Consolidated Statements of Operations
             (in thousands, except per share amounts)

                                   Three Months Ended        Six Months Ended
                                  June 30,    June 30,     June 30,    June 30,
                                    2005        2004         2005        2004
                                  --------    --------     --------    --------
<S>                              <C>         <C>          <C>         <C>
Net sales                          $41,187     $36,121      $80,214     $71,333
Cost of sales                       24,652      21,920       48,116      43,027
                                  --------    --------     --------    --------
Gross profit                        16,535      14,201       32,098      28,306
Operating expenses:
  Research and development           2,918       2,704        5,766       5,302
  Selling and marketing              4,377       4,012        8,604       7,955
  General and administrative         4,009       3,866        7,911       7,642
  Charge for repair of piers         5,346          --        5,346          --
                                  --------    --------     --------    --------
Total operating expenses            16,650      10,582       27,627      20,899
                                  --------    --------     --------    --------
Income (loss) from operations         (115)      3,619        4,471       7,407
Income tax expense                   1,655       1,303        3,298       2,666
                                  --------    --------     --------    --------
Net income (loss)                  $(1,770)     $2,316       $1,173      $4,741
                                  ========    ========     ========    ========
Net income (loss) per share         $(0.18)      $0.24        $0.12       $0.49
Weighted average shares              9,832       9,711        9,804       9,690
</TABLE>

<TABLE>
<CAPTION>
                     Bracken Boatworks Inc.
              Condensed Consolidated Balance Sheets
                         (in thousands)

                                      June 30,     December 31,
                                        2005           2004
                                      --------     ------------
<S>                                  <C>           <C>
ASSETS
Current assets:
  Cash and cash equivalents            $ 6,412        $ 7,958
  Accounts receivable                   18,204         16,377
  Inventories                           22,619         20,085
                                      --------       --------
Total current assets                    47,235         44,420
Property and equipment, net             31,870         32,644
Other assets                             2,316          2,118
                                      --------       --------
Total assets                           $81,421        $79,182
                                      ========       ========
LIABILITIES AND STOCKHOLDERS' EQUITY
Current liabilities:
  Accounts payable                     $12,118        $11,402
  Accrued expenses                       7,563          6,911
                                      --------       --------
Total current liabilities               19,681         18,313
Long-term debt                          14,000         14,650
                                      --------       --------
Total liabilities                       33,681         32,963
Stockholders' equity:
  Common stock                              98             97
  Additional paid-in capital            21,344         20,997
  Retained earnings                     26,298         25,125
                                      --------       --------
Total stockholders' equity              47,740         46,219
                                      --------       --------
Total liabilities and stockholders'
 equity                                $81,421        $79,182
                                      ========       ========
</TABLE>

<TABLE>
<CAPTION>
                     Bracken Boatworks Inc.
         Condensed Consolidated Statements of Cash Flows
                         (in thousands)

                                               Six Months Ended
                                            June 30,     June 30,
                                              2005         2004
                                            --------     --------
<S>                                        <C>           <C>
Net income (loss)                            $1,173       $4,741
Depreciation                                  2,905        2,811
Changes in working capital                   (3,293)      (2,060)
                                            --------     --------
Net cash provided by operating activities       785        5,492
Purchases of property                        (2,029)      (3,118)
Repayment of debt                              (650)        (650)
Stock issued                                    348          277
                                            --------     --------
Net increase (decrease) in cash              (1,546)       2,001
Cash and cash equivalents at beginning
 of period                                    7,958        4,876
                                            --------     --------
Cash and cash equivalents at end of period   $6,412       $6,877
                                            ========     ========
</TABLE>

<TABLE>
<CAPTION>
                     Bracken Boatworks Inc.
                  Supplemental sales by line
                         (in thousands)

                           Three Months     Three Months
                          Ended June 30,   Ended June 30,
                               2005             2004        % Change
                          --------------   --------------   --------
<S>                       <C>              <C>              <C>
Skiffs                        12,404           11,311          9.7%
Dories                         9,112            7,806         16.7%
Sloops                         8,006            7,044         13.7%
Kayaks                         4,820            3,960         21.7%
Repairs                        3,905            3,600          8.5%
Moorings                       2,940            2,400         22.5%
Total                         41,187           36,121         14.0%
</TABLE>
"""

SHARES = """\
BRACKEN BOATWORKS INC.

<TABLE>
<CAPTION>
            Condensed Statements of Operations
                      (in thousands)

                                 Three Months Ended June 30,
                                  2005      %       2004      %
                                 ------   -----    ------   -----
<S>                              <C>      <C>      <C>      <C>
Net sales                        41,187   100.0%   36,121   100.0%
Cost of sales                    24,652    59.9%   21,920    60.7%
Gross profit                     16,535    40.1%   14,201    39.3%
Research and development          2,918     7.1%    2,704     7.5%
Selling and marketing             4,377    10.6%    4,012    11.1%
General and administrative        4,009     9.7%    3,866    10.7%
Income from operations            5,231    12.7%    3,619    10.0%
</TABLE>
"""
MARGINS = """\
BRACKEN BOATWORKS INC.

<TABLE>
<CAPTION>
            Condensed Statements of Operations
                      (in thousands)

                                   Three Months Ended June 30,
                                    2005       2004       2003
                                   ------     ------     ------
<S>                                <C>        <C>        <C>
Net sales                          41,187     36,121     33,008
Cost of sales                      24,652     21,920     20,102
Gross profit                       16,535     14,201     12,906
Gross margin percentage             40.1%      39.3%      39.1%
</TABLE>
"""

PAGE = """<html><body><p>BRACKEN BOATWORKS INC.</p><p>Condensed Consolidated Balance Sheets</p>
<p>(in thousands)</p><table>
<tr><td></td><td>June 30, 2005</td><td>December 31, 2004</td></tr>
<tr><td>Cash and cash equivalents</td><td>$6,412</td><td>$7,958</td></tr>
<tr><td>Accounts receivable</td><td>18,204</td><td>16,377</td></tr>
<tr><td>Inventories</td><td>22,619</td><td>20,085</td></tr>
<tr><td>Total assets</td><td>$47,235</td><td>$44,420</td></tr>
<tr><td>Total liabilities</td><td>$11,402</td><td>$10,911</td></tr>
<tr><td>Total stockholders' equity</td><td>35,833</td><td>33,509</td></tr>
<tr><td>Total liabilities and stockholders' equity</td><td>$47,235</td><td>$44,420</td></tr>
</table></body></html>"""


def index_of(text: str, name: str = "bracken.txt") -> Index:
    index = open_index(None)
    index.add(read_filing(text.encode(), name))
    return index


def findings(text: str) -> list[Finding]:
    with index_of(text) as index:
        return [one for record in index.filings() for one in check_filing(index, record)]


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if words in line)


def planted(old: str, new: str) -> str:
    assert RELEASE.count(old) == 1, old
    return RELEASE.replace(old, new)


def test_a_release_that_ties_has_no_findings() -> None:
    assert findings(RELEASE) == []

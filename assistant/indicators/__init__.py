"""The table of indicators: what a report measures, its result and its plan side by side.

``statements`` reads them off a report, ``table`` puts them into rows, ``choose`` filters and sorts, ``fulfilment``
tells how last year's plan came out, ``sheets`` is the table as a spreadsheet.
"""

"""What the rule set axe-core finds on a page that makes it hard to use for some people."""

from __future__ import annotations

import json
from pathlib import Path

from support.browser import Browser

RULES = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
# A desk's screen and a phone's.
WIDTHS = (1280, 390)
_RUN = (
    "axe.run().then(result => JSON.stringify("
    "result.violations.map(rule => `${rule.id}: ${rule.nodes[0].html.slice(0, 200)}`)))"
)


def violations(browser: Browser, page: Path) -> list[str]:
    """Returns the rules that a page breaks at either width, each with the first element that does."""
    broken: list[str] = []
    for width in WIDTHS:
        browser.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=844,
            deviceScaleFactor=1,
            mobile=width < 500,
        )
        browser.events.clear()
        browser.open(page)
        browser.call("Runtime.evaluate", expression=RULES.read_text("utf-8"))
        answer = browser.call("Runtime.evaluate", expression=_RUN, awaitPromise=True)
        broken += [f"{width} {rule}" for rule in json.loads(answer["result"]["value"])]
    browser.call("Emulation.clearDeviceMetricsOverride")
    return broken

"""The style of the report's page."""

from __future__ import annotations

from typing import Final

LIGHT: Final = {"page": "#f5f7f8", "card": "#ffffff", "ink": "#18212a", "dim": "#505c68", "edge": "#d3dae0",
                "full": "#0b6e4f", "soft": "#a9d3c3"}  # fmt: skip
DARK: Final = {"page": "#0f1418", "card": "#182026", "ink": "#e9eef2", "dim": "#a7b3be", "edge": "#33404a",
               "full": "#4fc79c", "soft": "#2b5a4a"}  # fmt: skip


def _variables(palette: dict[str, str]) -> str:
    return ":root{" + "".join(f"--{name}:{colour};" for name, colour in palette.items()) + "}"


STYLE: Final = (
    f"""{_variables(LIGHT)}
@media screen and (prefers-color-scheme:dark){{{_variables(DARK)}}}
"""
    + """:root{color-scheme:light dark}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:64rem;margin:0 auto;padding:2rem 1rem 3rem}
h1{font-size:1rem;font-weight:600;color:var(--dim);margin:0}
h2{font-size:1.15rem;margin:2.2rem 0 .7rem}
h3{font-size:1rem;margin:0 0 .5rem}
p{margin:.3rem 0}.dim{color:var(--dim)}
.net.loss{color:var(--ink)}
.key{display:block;font-size:.85rem;font-weight:400;color:var(--dim)}
.key i{display:inline-block;width:.75em;height:.75em;margin-right:.35em;print-color-adjust:exact}
.key .full{background:var(--full)}.key .soft{background:var(--soft);margin-left:.8em}
.net{font-size:3.2rem;font-weight:700;line-height:1.15;color:var(--full);margin:.3rem 0 0}
.cards{display:flex;flex-wrap:wrap;gap:1rem;margin:1.4rem 0 0;padding:0}.cards .card{flex:1 1 9rem}
.charts{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr))}
.card,figure,.scroll{background:var(--card);border:1px solid var(--edge);border-radius:.7rem;padding:1rem;margin:0}
.card dt{color:var(--dim);font-size:.9rem}.card dd{margin:0;font-size:1.5rem;font-weight:650}
svg{display:block;width:100%;height:auto}svg text{fill:var(--dim);font-size:13px}svg .figure{fill:var(--ink)}
svg line{stroke:var(--edge)}svg .full{fill:var(--full)}svg .soft{fill:var(--soft)}
.scroll{overflow-x:auto;padding:.4rem 1rem}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:.4rem .5rem;text-align:right;border-bottom:1px solid var(--edge);white-space:nowrap}
tr>:first-child,.words{text-align:left}
tr>:first-child{white-space:normal;overflow-wrap:anywhere;min-width:8rem;font-weight:400}
thead th{color:var(--dim);font-size:.9rem;font-weight:600!important}
tfoot th,tfoot td{border:0;font-weight:650!important}tbody tr:last-child>*{border-bottom-color:var(--dim)}
ol{padding-left:1.3rem}li{margin:.6rem 0}code{overflow-wrap:anywhere;font-size:.92em}
@media (max-width:36rem){svg text{font-size:17px}.scroll{padding:.3rem .6rem}
th,td{padding:.35rem .3rem;font-size:.92rem}}
@media print{html{font-size:11px}h2,h3{break-after:avoid}body{background:#fff;font-size:11px}main{padding:0}
figure,.card,tr{break-inside:avoid}.scroll{overflow:visible}}
"""
)

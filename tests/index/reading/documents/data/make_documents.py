"""Make the documents of this folder from its pages: LibreOffice, Chromium, reportlab, WeasyPrint.

    pip install reportlab weasyprint; python make_documents.py

`soffice` and `chromium` must be in the path. The tests read what is stored and need none of them.
"""

from __future__ import annotations

import re
import subprocess
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate
from weasyprint import HTML

HERE = Path(__file__).parent
PORT = 8765


def libreoffice(name: str) -> None:
    html = HERE / f"{name}.html"
    run("soffice", "--headless", "--convert-to", "odt:writer8", "--infilter=HTML (StarWriter)",
        "--outdir", str(HERE), str(html))  # fmt: skip
    odt = HERE / f"{name}.odt"
    for target in ("pdf", "docx"):
        run("soffice", "--headless", "--convert-to", target, "--outdir", str(HERE), str(odt))
        (HERE / f"{name}.{target}").rename(HERE / f"{name}.libreoffice.{target}")
    odt.unlink()


def chromium(name: str) -> None:
    target = HERE / f"{name}.chromium.pdf"
    address = f"http://localhost:{PORT}/{name}.html"  # which Chromium prints below each page
    run("chromium", "--headless", "--no-sandbox", f"--print-to-pdf={target}", address)


def reportlab(name: str) -> None:
    styles = getSampleStyleSheet()
    html = (HERE / f"{name}.html").read_text("utf-8")
    looks = {"h1": "Title", "h2": "Heading2", "p": "BodyText"}
    story = [
        Paragraph(text, styles[looks[tag]])
        for tag, text in re.findall(r"<(h1|h2|p)>(.*?)</\1>", html, re.DOTALL)
    ]

    def foot(canvas, document) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 30, "Ufficio scambi")
        canvas.drawRightString(530, 30, f"Pagina {document.page}")

    target = HERE / f"{name}.reportlab.pdf"
    document = SimpleDocTemplate(str(target), pagesize=A4, invariant=1)
    document.build(story, onFirstPage=foot, onLaterPages=foot)


def weasyprint(name: str) -> None:
    HTML(HERE / f"{name}.html").write_pdf(HERE / f"{name}.weasyprint.pdf")


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    libreoffice("list")
    server = ThreadingHTTPServer(
        ("localhost", PORT), partial(SimpleHTTPRequestHandler, directory=HERE)
    )
    Thread(target=server.serve_forever, daemon=True).start()
    chromium("list")
    reportlab("list")
    weasyprint("columns")
    weasyprint("table")

"""A page that lists the operations with their examples. It holds no script and asks nobody for anything."""

import json
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, select_autoescape

from .description import operations

_CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_pages = Environment(loader=PackageLoader("api"), autoescape=select_autoescape(default=True), trim_blocks=True)

router = APIRouter(include_in_schema=False)


@router.get("/")
def root() -> RedirectResponse:
    """Leads to the list of operations."""
    return RedirectResponse("/docs")


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """The operations with their parameters, statuses and examples."""
    described = request.app.openapi()
    shown = [_shown(path, method, operation) for path, method, operation in operations(described)]
    html = _pages.get_template("reference.html").render(info=described["info"], operations=shown)
    return HTMLResponse(html, headers={"Content-Security-Policy": _CSP})


def _shown(path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {})
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "description": operation.get("description", ""),
        "parameters": operation.get("parameters", []),
        "bodies": {media: _text(content.get("example")) for media, content in body.items()},
        "responses": [
            {
                "status": status,
                "description": response["description"],
                "bodies": {
                    media: _text(content.get("example")) for media, content in response.get("content", {}).items()
                },
            }
            for status, response in sorted(operation["responses"].items())
        ],
    }


def _text(example: object) -> str:
    return "" if example is None else json.dumps(example, ensure_ascii=False, indent=2)

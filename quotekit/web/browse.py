"""The addresses of the pages over a store, and of the same for programs. What they show is made in `browsing`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel

from quotekit.browsing.pages import PAGES
from quotekit.web.stored import (
    AuditSought,
    GroupsSought,
    QuotesSought,
    SpeakersSought,
    StoredAudit,
    StoredGroups,
    StoredQuotes,
    StoredSpeakers,
)

_GET = ["GET", "HEAD"]


def add_pages(api: FastAPI, refusals: dict[int | str, dict[str, Any]]) -> None:
    """Let an application answer for a store, in which its state `lookups` looks up; its answers may be `refusals`."""
    for path in PAGES.keys() - {"/quote"}:
        api.add_route(path, _page, methods=_GET, include_in_schema=False)
    api.add_route("/quote/{number}", _quote_page, methods=_GET, include_in_schema=False)
    api.include_router(_routes, responses=refusals)


async def _page(request: Request) -> Response:
    return await _shown(request, request.url.path, dict(request.query_params))


async def _quote_page(request: Request) -> Response:
    return await _shown(request, "/quote", {"number": request.path_params["number"]})


async def _shown(request: Request, path: str, asked: dict[str, str]) -> Response:
    today = {"today": date.today().isoformat()} if path == "/" else {}
    answer = await request.app.state.lookups.do({"at": path, "asked": {**asked, **today}})
    status, _, html = answer.partition("\n")
    return HTMLResponse(html, int(status))


_routes = APIRouter(default_response_class=JSONResponse)


@_routes.get("/api/quotes", responses={200: {"model": StoredQuotes}})
async def quotes(request: Request, sought: Annotated[QuotesSought, Query()]) -> Response:
    """The quotes of the store that have some words, a speaker, an outlet, days."""
    return await _json(request, sought)


@_routes.get("/api/speakers", responses={200: {"model": StoredSpeakers}})
async def speakers(request: Request, sought: Annotated[SpeakersSought, Query()]) -> Response:
    """Who is quoted in the store, most quoted first."""
    return await _json(request, sought)


@_routes.get("/api/groups", responses={200: {"model": StoredGroups}})
async def groups(request: Request, sought: Annotated[GroupsSought, Query()]) -> Response:
    """What several outlets printed, the most widespread first, with what differs."""
    return await _json(request, sought)


@_routes.get("/api/audit", responses={200: {"model": StoredAudit}})
async def audit(request: Request, sought: Annotated[AuditSought, Query()]) -> Response:
    """Who is quoted in the store, counted: statements, words and sources by gender, kind, name, role."""
    return await _json(request, sought)


async def _json(request: Request, sought: BaseModel) -> Response:
    job = {"at": request.url.path, "asked": sought.model_dump()}
    return Response(await request.app.state.lookups.do(job), media_type="application/json")

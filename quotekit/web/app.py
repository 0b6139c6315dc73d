"""The local server: a page for pasted text, and the same as a small REST API."""

from __future__ import annotations

from http import HTTPStatus
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic.json_schema import models_json_schema
from python_multipart.exceptions import FormParserError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.types import Scope

from quotekit.browsing.described import described
from quotekit.browsing.pages import WAYS, api_page, nowhere_page, problem_page
from quotekit.errors import QuotekitError, UsageError
from quotekit.reading.decoding import with_line_feeds
from quotekit.web.bodies import articles_in, is_page_wanted, line_of, text_in
from quotekit.web.browse import add_pages
from quotekit.web.forms import SENTENCES, Filled, first_page, page_again, policy
from quotekit.web.guard import Guard
from quotekit.web.schemas import (
    SAMPLE,
    FoundQuotes,
    FoundSummary,
    GivenArticle,
    GivenArticles,
    Health,
    QuotesAsked,
    Refusal,
    SummaryAsked,
)
from quotekit.web.stored import CompareAsked, ComparedGroups
from quotekit.web.work.doing import Doing
from quotekit.web.work.workers import BusyError, Job, TookTooLongError

MOST_FILES = 100
_STATUS: dict[type[Exception], int] = {UsageError: 422, BusyError: 503, TookTooLongError: 503}
_OUR_FAULT = "our fault; standard error of quotekit serve says more"


def app(
    workers: Doing, *, port: int, size: int = 2_000_000, first: str | None = None, lookups: Doing | None = None
) -> Guard:
    """The application for a server on 127.0.0.1 at a port; requests have at most `size` bytes.

    The workers do `quotekit.web.jobs`. `first` is the page to show first, the form alone where None. With `lookups`,
    which do `quotekit.web.work.lookups`, the pages of a store are there, too, and the first is one of them.
    """
    api = FastAPI(
        title="quotekit",
        summary="Who said what in the news",
        description="Positions are code points of the text of an article, half-open.",
        version=version("quotekit"),
        docs_url=None,  # Swagger UI would be loaded from elsewhere
        redoc_url=None,
    )
    api.state.workers, api.state.size, api.state.first = workers, size, first
    api.state.lookups = lookups
    if lookups:
        add_pages(api, _REFUSALS)  # before ours, which have a first page as well
    api.include_router(_routes)
    for kind in (HTTPException, RequestValidationError, QuotekitError, Exception):
        api.add_exception_handler(kind, _refused)
    _describe(api)

    def refuse(scope: Scope, status: int, line: str) -> Response:
        if status in (400, 403):  # whoever asks is no page of ours
            return JSONResponse({"detail": line}, status)
        return _refusal(Request(scope), status, line)

    return Guard(api, port=port, size=size, seconds=workers.seconds, policy=policy(), refuse=refuse)


# --- What is answered ---

_routes = APIRouter()
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in ("GivenArticle", "GivenArticles")]
                },
                "examples": {
                    "one": {"summary": "One article", "value": {"text": SAMPLE}},
                    "several": {
                        "summary": "Several articles",
                        "value": {"articles": [{"text": SAMPLE, "id": "echo-1", "outlet": "Echo"}]},
                    },
                },
            },
            "text/plain": {"schema": {"type": "string"}, "example": SAMPLE},
        },
    }
}
_REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": Refusal, "description": "No JSON, not UTF-8, or a Host that is not this server"},
    403: {"model": Refusal, "description": "Sent by a page of another site"},
    408: {"model": Refusal, "description": "The request took too long to come"},
    413: {"model": Refusal, "description": "The request is too large"},
    415: {"model": Refusal, "description": "Neither JSON nor plain text"},
    422: {"model": Refusal, "description": "A value is not allowed; the line names it"},
    500: {"model": Refusal, "description": "Our fault"},
    503: {
        "model": Refusal,
        "description": "It took too long, or too many requests wait",
    },
}


@_routes.post(
    "/quotes",
    response_class=JSONResponse,
    responses={200: {"model": FoundQuotes}, **_REFUSALS},
    openapi_extra=_BODY,
)
async def quotes(request: Request, asked: Annotated[QuotesAsked, Query()]) -> Response:
    """Who said what, and who is quoted how often."""
    return await _json(
        request,
        {
            "errand": "quotes",
            "articles": await _articles(request),
            "acts": asked.acts,
            "kinds": asked.kind,
            "min_confidence": asked.min_confidence,
            "headlines": asked.headlines,
        },
    )


@_routes.post(
    "/summary",
    response_class=JSONResponse,
    responses={200: {"model": FoundSummary}, **_REFUSALS},
    openapi_extra=_BODY,
)
async def summary(request: Request, asked: Annotated[SummaryAsked, Query()]) -> Response:
    """The sentences that say most, each with its place in its article."""
    return await _json(request, {"errand": "summary", "articles": await _articles(request), **asked.model_dump()})


@_routes.post(
    "/compare",
    response_class=JSONResponse,
    responses={200: {"model": ComparedGroups}, **_REFUSALS},
    openapi_extra=_BODY,
)
async def compare(request: Request, asked: Annotated[CompareAsked, Query()]) -> Response:
    """What several outlets printed, and in which words each of them did."""
    return await _json(request, {"errand": "compare", "articles": await _articles(request), **asked.model_dump()})


@_routes.get("/health")
async def health() -> Health:
    """Whether the server is there."""
    return Health(version=version("quotekit"))


@_routes.api_route("/api", methods=["GET", "HEAD"], include_in_schema=False)
async def description(request: Request) -> Response:
    """The page that describes this API."""
    return HTMLResponse(api_page(described(request.app.openapi()), bool(request.app.state.lookups)))


@_routes.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
@_routes.api_route("/read", methods=["GET", "HEAD"], include_in_schema=False)
async def page(request: Request) -> Response:
    """The form, and with it the report of the articles that the server was started with."""
    example = "example" in request.query_params
    ways = WAYS if request.app.state.lookups else ()
    return HTMLResponse((not example and request.app.state.first) or first_page(example, ways))


@_routes.post("/", include_in_schema=False)
async def report(request: Request) -> Response:
    """The report of what was sent by the form, or the form again with what is wrong."""
    state = request.app.state
    given = Filled()
    try:
        given = await _filled(request, state.size)
        return HTMLResponse(await state.workers.do(_job(given)))
    except QuotekitError as error:
        status = _STATUS.get(type(error), 500)
        return HTMLResponse(page_again(given, str(error)), status, _later(status))


async def _filled(request: Request, size: int) -> Filled:
    """What a form holds. Raises HTTPException where it is none."""
    try:
        async with request.form(max_files=MOST_FILES, max_fields=10, max_part_size=size) as form:
            return await _values(form)
    except FormParserError as error:  # Starlette before 0.47 lets it through
        raise HTTPException(400, f"no form: {error}") from None


async def _values(form: FormData) -> Filled:
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    values = {name: value for name, value in form.items() if isinstance(value, str)}
    return Filled(
        text=with_line_feeds(values.get("text", "")),  # HTML makes forms send \r\n
        files=tuple([(str(one.filename), await one.read()) for one in files]),
        sentences=values.get("sentences", str(SENTENCES)),
    )


def _job(given: Filled) -> Job:
    files = [[name, data.decode("latin-1")] for name, data in given.files]
    return {"errand": "page", "text": given.text, "files": files, "sentences": given.sentences}


async def _json(request: Request, job: Job) -> Response:
    return Response(await request.app.state.workers.do(job), media_type="application/json")


async def _articles(request: Request) -> list[dict[str, Any]]:
    """The articles of the body. Raises HTTPException or UsageError."""
    kind, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    charsets = [part[8:].strip('"') for part in parameters if part.startswith("charset=")]
    if others := [name for name in charsets if name != "utf-8"]:
        raise HTTPException(415, f"the charset is utf-8, not {others[0]!r:.80}")
    try:
        if kind == "application/json":
            return articles_in(await request.body())
        if kind == "text/plain":
            return [{"text": text_in(await request.body())}]
    except ValueError as error:
        raise HTTPException(400, str(error)) from None
    raise HTTPException(415, f"Content-Type is application/json or text/plain, not {kind!r:.80}")


# --- What is refused ---


def _refused(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        return _refusal(request, error.status_code, error.detail, error.headers)
    if isinstance(error, RequestValidationError):
        return _refusal(request, 422, line_of(error.errors()))
    if isinstance(error, QuotekitError):
        return _refusal(request, _STATUS.get(type(error), 500), str(error))
    return _refusal(request, 500, _OUR_FAULT)


def _refusal(request: Request, status: int, line: str, headers: Any = None) -> Response:
    """A page for browsers, JSON for programs."""
    headers = {**(headers or {}), **_later(status)}
    if request.url.path == "/" or is_page_wanted(request.headers.get("accept", "")):
        if status == 404:
            return HTMLResponse(nowhere_page(request.url.path, bool(request.app.state.lookups)), status, headers)
        has_form = request.method == "POST" or not request.app.state.lookups
        return HTMLResponse(page_again(Filled(), line) if has_form else problem_page(line), status, headers)
    if line == HTTPStatus.NOT_FOUND.phrase:
        line = f"nothing is at {request.url.path!r:.80}; /api says what there is"
    return JSONResponse({"detail": line}, status, headers)


def _later(status: int) -> dict[str, str]:
    return {"Retry-After": "5"} if status == 503 else {}


# --- How it describes itself ---


def _describe(api: FastAPI) -> None:
    """Add the models that are read by ourselves, in two content types, to the description that FastAPI makes."""

    def openapi() -> dict[str, Any]:
        if not api.openapi_schema:
            schema = get_openapi(
                title=api.title,
                version=api.version,
                summary=api.summary,
                description=api.description,
                routes=api.routes,
            )
            _, given = models_json_schema(
                [(GivenArticle, "validation"), (GivenArticles, "validation")],
                ref_template="#/components/schemas/{model}",
            )
            schema["components"]["schemas"].update(given["$defs"])
            api.openapi_schema = schema
        return api.openapi_schema

    api.openapi = openapi  # type: ignore[method-assign]

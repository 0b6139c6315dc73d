"""The description that an API gives of itself for programs (OpenAPI), as a page can show it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be asked in an address."""

    name: str
    type: str
    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What an address does when it is asked."""

    method: str
    path: str
    meaning: str
    parameters: tuple[Parameter, ...]
    bodies: tuple[tuple[str, str], ...]
    """What may be sent: its content type, and an example."""
    answers: tuple[tuple[str, str], ...]
    """Each status, and what it means."""
    keys: tuple[tuple[str, str], ...]
    """What stands in the object that comes back: each key and its type."""

    @property
    def anchor(self) -> str:
        """The id of its part of the page."""
        return f"{self.method}{self.path.replace('/', '-')}".lower()


def described(document: Schema) -> Iterator[Endpoint]:
    """Every address of a description of OpenAPI 3.1, in its order.

    >>> get = {"summary": "Health", "description": "Whether it is there.", "responses": {"200": {"description": "ok"}}}
    >>> [one] = described({"paths": {"/health": {"get": get}}})
    >>> one.method, one.path, one.meaning, one.answers
    ('GET', '/health', 'Whether it is there.', (('200', 'ok'),))
    """
    schemas = document.get("components", {}).get("schemas", {})
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            yield Endpoint(
                method.upper(),
                path,
                told.get("description") or told.get("summary", ""),
                tuple(_parameter(one, schemas) for one in told.get("parameters", ())),
                tuple(_bodies(told.get("requestBody", {}))),
                tuple((status, one["description"]) for status, one in sorted(told["responses"].items())),
                tuple(_keys(told["responses"].get("200", {}), schemas)),
            )


def _parameter(told: Schema, schemas: Schema) -> Parameter:
    schema = told["schema"]
    default = schema.get("default")
    shown = "" if default in (None, "", []) else json.dumps(default)
    return Parameter(told["name"], type_of(schema, schemas), shown, told.get("description", ""))


def _bodies(body: Schema) -> Iterator[tuple[str, str]]:
    for kind, content in body.get("content", {}).items():
        for example in content.get("examples", {}).values():
            yield kind, json.dumps(example["value"], ensure_ascii=False)
        if "example" in content:
            yield kind, str(content["example"])


def _keys(answer: Schema, schemas: Schema) -> Iterator[tuple[str, str]]:
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    for name, one in _resolved(schema, schemas).get("properties", {}).items():
        yield name, type_of(one, schemas)


def _resolved(schema: Schema, schemas: Schema) -> Schema:
    found: Schema = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    return found


def type_of(schema: Schema, schemas: Schema) -> str:
    """The type of a value, for reading.

    >>> type_of({"anyOf": [{"type": "integer", "minimum": 1}, {"type": "null"}]}, {}), type_of({"enum": ["a", "b"]}, {})
    ('integer from 1, or null', '"a", "b"')
    >>> type_of({"type": "array", "items": {"$ref": "#/schemas/Found"}}, {"Found": {"properties": {"id": {}}}})
    'list of objects: id'
    """
    if "anyOf" in schema:
        return ", or ".join(type_of(one, schemas) for one in schema["anyOf"])
    schema = _resolved(schema, schemas)
    if "enum" in schema or "const" in schema:
        return ", ".join(map(json.dumps, schema.get("enum", [schema.get("const")])))
    if schema.get("type") == "array":
        inner = type_of(schema.get("items", {}), schemas)
        return f"list of {inner.replace('object', 'objects', 1) if inner.startswith('object') else inner}"
    if "properties" in schema:
        return f"object: {', '.join(schema['properties'])}"
    least, most = (schema.get(name) for name in ("minimum", "maximum"))
    bounds = (f" from {least:g}" if least is not None else "") + (f" to {most:g}" if most is not None else "")
    return str(schema.get("type", "any")) + bounds

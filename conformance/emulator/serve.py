"""Serves one emulator of AWS on a socket that the caller has opened.

    python serve.py moto|ministack

Descriptor 3 is the listening socket: no port is guessed, and nothing listens
where the caller did not. Standard input is a pipe that the caller holds open:
when it closes, however the caller ended, this process and its children go too.

Beside AWS's APIs each emulator answers GET /_conform/survey: everything that it
holds, out of its own records. An API's listing calls show what that API cares to
show; the records show what there is.
"""

import asyncio
import hashlib
import json
import logging
import os
import shutil
import signal
import sys
import threading
from urllib.parse import parse_qs

SOCKET = 3
SURVEY = "/_conform/survey"
KEEP_ALIVE = 600  # seconds


def end_with_caller():
    """Ends this process's group, and its files, once standard input closes."""
    while os.read(0, 4096):
        pass
    shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)
    if os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)


# Words under which the emulators note that something is only still shown, as the
# real service also shows it for a while.
STATES = ("State", "state", "Status", "status", "KeyState", "key_state")
DELETED = ("DeletedDate", "deleted_date", "deletion_date")
DEFAULT = ("default", "is_default")


def state_of(record):
    """What a record says of its life, or nothing."""
    look = record.get if isinstance(record, dict) else lambda word: getattr(record, word, None)
    if any(look(word) for word in DELETED):
        return "deleted"
    if any(look(word) is True or look(word) == "true" for word in DEFAULT):
        return "default"
    for word in STATES:
        value = look(word)
        if isinstance(value, dict):  # EC2 has {"Code": 48, "Name": "terminated"}
            value = value.get("Name")
        if value:
            return str(value)
    return ""


def plain(value, depth=0):
    """A value as JSON can have it; what an emulator's own objects hold, too."""
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    if depth > 12:  # objects that refer to their backend, and it to them
        return "..."
    if isinstance(getattr(value, "_data", None), dict):  # ministack's tables by account
        value = value._data
    if isinstance(value, dict):
        return {str(k): plain(v, depth + 1) for k, v in list(value.items())}
    if isinstance(value, (list, tuple)):
        return [plain(v, depth + 1) for v in value]
    if isinstance(value, (set, frozenset)):
        return sorted(str(v) for v in value)
    return str(type(value))


def things(service, collection, region, held):
    """The entries of one of an emulator's tables."""
    if isinstance(getattr(held, "_data", None), dict):
        entries = [(key[1] if len(key) == 3 else region, key[-1], v) for key, v in list(held._data.items())]
    elif isinstance(held, dict):
        entries = [(region, key, v) for key, v in list(held.items())]
    elif isinstance(held, (list, tuple, set, frozenset)):
        entries = [(region, v if isinstance(v, str) else i, v) for i, v in enumerate(held)]
    else:
        entries = [(region, "", held)]
    for where, key, value in entries:
        if isinstance(value, (dict, list, set)) and not value:
            continue  # where something was: ministack keeps an empty list of a group's tags
        text = json.dumps(plain(value), sort_keys=True)
        yield {
            "service": service,
            "collection": collection,
            "region": where,
            "key": "/".join(map(str, key)) if isinstance(key, tuple) else str(key),
            "state": state_of(value),
            "digest": hashlib.sha256(text.encode()).hexdigest()[:16],
        }


def survey_ministack():
    """Every table that ministack would write to disk if it were told to."""
    from ministack import app

    found = []
    for service, state in app._build_persistence_save_dict().items():
        for collection, held in (state() or {}).items():
            found += things(service, collection.lstrip("_"), "", held)
    return found


def is_model(value):
    return type(value).__module__.startswith("moto.")


def survey_moto(services, regions):
    """Every table of every backend that moto has made so far.

    A backend is made, with its defaults, when it is first asked for: those of the
    named services and regions are made now.
    """
    from moto.backends import get_backend
    from moto.core.base_backend import BackendDict

    for service in services:
        backends = get_backend(service)[os.environ["MOTO_ACCOUNT_ID"]]
        for region in regions:
            backends["aws" if "aws" in backends.regions else region]
    found = []
    for backends in list(BackendDict._instances):
        for account, region, backend in list(backends.iter_backends()):
            if account != os.environ["MOTO_ACCOUNT_ID"]:
                continue  # one that moto keeps for itself
            for collection, held in list(vars(backend).items()):
                name = collection.lstrip("_")
                if not isinstance(held, (dict, list, set)):
                    continue
                # EC2 has its subnets by zone, and its groups by VPC.
                nested = [v for v in held.values() if isinstance(v, dict)] if isinstance(held, dict) else []
                if nested and all(is_model(m) for v in nested for m in v.values()):
                    for inner in nested:
                        found += things(backends.service_name, name, region, inner)
                else:
                    found += things(backends.service_name, name, region, held)
    return found


def origin_form(target):
    """The path of a request's target that names a host, too."""
    slash = "/" if isinstance(target, str) else b"/"
    return slash + slash.join(target.split(slash)[3:])


def serve_ministack():
    from hypercorn.asyncio import serve
    from hypercorn.config import Config
    from ministack.app import app

    async def surveyed(scope, receive, send):
        if "://" in scope.get("path", ""):  # as a proxy is asked
            scope = {**scope, **{k: origin_form(scope[k]) for k in ("path", "raw_path")}}
        if scope["type"] != "http" or scope["path"] != SURVEY:
            await app(scope, receive, send)
            return
        body = json.dumps(survey_ministack()).encode()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
        await send({"type": "http.response.body", "body": body})

    config = Config()
    config.bind = [f"fd://{SOCKET}"]
    config.loglevel = "WARNING"
    # Clients close their idle connections after 90 seconds. Were this end the first, a
    # request that is just on its way could lose its answer: the client asks again, and
    # what it has made is refused as being there already.
    config.keep_alive_timeout = KEEP_ALIVE
    asyncio.run(serve(surveyed, config))


def serve_moto():
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # else a line for each request
    app = DomainDispatcherApplication(create_backend_app)

    def surveyed(environ, start_response):
        if environ["PATH_INFO"] != SURVEY:
            return app(environ, start_response)
        asked = parse_qs(environ["QUERY_STRING"])
        body = json.dumps(survey_moto(asked.get("service", []), asked.get("region", []))).encode()
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    make_server("127.0.0.1", 0, surveyed, threaded=True, request_handler=MotoRequestHandler, fd=SOCKET).serve_forever()


if __name__ == "__main__":
    os.set_inheritable(SOCKET, False)
    threading.Thread(target=end_with_caller, daemon=True).start()
    {"ministack": serve_ministack, "moto": serve_moto}[sys.argv[1]]()

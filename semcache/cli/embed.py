"""`semcache embed`: vectors for other processes and hosts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from semcache.cli.output import state_options

if TYPE_CHECKING:
    import socket


@click.command()
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=int, metavar="PORT", default=8081, help="Port; 0 takes a free one.  [default: 8081]")
@click.option("--socket", "path", type=click.Path(path_type=Path), metavar="FILE", help="A Unix socket instead.")
@state_options
def command(host: str, port: int, path: Path | None, home: Path | None, config: Path | None) -> None:
    """Compute vectors for others: POST /v1/embeddings, as OpenAI has it, with the model that the settings name.

    \b
    For several gateways or hosts that share a GPU:
      semcache embed --host 10.0.0.5
      SEMCACHE_EMBEDDER__RUNTIME=endpoint SEMCACHE_EMBEDDER__URL=http://10.0.0.5:8081/v1 semcache serve ...
    Where SEMCACHE_EMBEDDER_API_KEY is set, here and there, only who has it is answered.
    """
    from semcache.build import build_embedding_server
    from semcache.hosting import Announced, configured, set_up_logging
    from semcache.listening import listen, listen_on_path, url
    from semcache.settings import load_settings

    settings = load_settings(config, overrides={"home": home})
    set_up_logging(settings)
    sockets: list[socket.socket] = [listen_on_path(path)] if path is not None else listen(host, port)
    app = build_embedding_server(settings)
    server = Announced(configured(app))
    server.on_ending = app.close

    async def say() -> None:
        where = [f"unix:{path}"] if path is not None else [url(sock) + "/v1" for sock in sockets]
        click.echo(f"semcache embeds on {', '.join(where)}, {settings.embedder.model}")

    server.on_started = say
    try:
        server.run(sockets)
    finally:
        if path is not None:
            path.unlink(missing_ok=True)

"""create_app(): settings, extensions, features, closed doors."""

from flask import Flask, g
from flask_login import current_user
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from app.core import (
    assets,
    contrast,
    database,
    errors,
    headers,
    html,
    kept_pages,
    language,
    logs,
    pattern,
    sizes,
    templating,
    text,
)
from app.core.extensions import babel, compress, csrf, db, login
from app.core.gate import Gate
from app.core.policy import close_the_house, may
from app.core.rates import count_requests
from config import Settings


def create_app(settings: Settings) -> Flask:
    """Build the application from checked settings; refuses to start with an endpoint nobody guards."""
    from app import features, navigation  # noqa: PLC0415  (features import extensions bound here)
    from app.rates import RATES, rate_of_request  # noqa: PLC0415  (the same)

    database.make_room(settings.database_url)
    app = Flask(__name__)
    app.config |= settings.for_flask()
    templating.use_templates(app)
    logs.keep_log(app)
    sizes.watch_sizes(app)
    for extension in (db, csrf, login, compress):
        extension.init_app(app)
    database.without_async_sessions(app)
    babel.init_app(app, locale_selector=language.locale_in_use)
    features.plug_in(app)
    for part in (
        kept_pages.compress_answers,
        errors.handle_errors,
        headers.send_headers,
        language.speak,
        text.teach_templates,
        html.teach_templates,
        navigation.show_menus,
        assets.serve_bundle,
        contrast.check_contrasts,
    ):
        part(app)
    app.jinja_env.globals |= {
        "may": may,
        "picture_of": pattern.picture_of,
        "tint_of": pattern.tint_of,
        "settings": settings,
    }
    app.before_request(_know_the_actor)
    count_requests(app, RATES, rate_of_request)
    close_the_house(app)
    _serve(app, settings)
    return app


def _know_the_actor() -> None:
    """Who asks, and how much their session proves (core/policy.py)."""
    visitor = current_user if current_user.is_authenticated else None
    g.actor = visitor.person if visitor else None
    g.strong, g.fresh = (visitor.is_strong, visitor.is_fresh) if visitor else (False, False)
    g.actor_name = g.actor.public_id if g.actor else ""  # for logs: read now, a line never asks the database


def _serve(app: Flask, settings: Settings) -> None:
    """What stands before the application, from the inside out: pages kept, static files, the gate, the proxies."""
    if settings.KEEP_PAGES:
        app.wsgi_app = kept_pages.KeptPages(app, settings.KEEP_PAGES)  # type: ignore[method-assign]
    extra = headers.for_files(app)
    static = WhiteNoise(
        app.wsgi_app,
        root=app.static_folder,
        prefix="static/",
        max_age=3600,
        add_headers_function=lambda carried, _path, _url: [carried.add_header(*one) for one in extra.items()],
    )
    app.wsgi_app = Gate(static, settings.trusted_hosts, may_raise=app.testing)  # type: ignore[method-assign]
    if settings.TRUSTED_PROXIES:
        proxies = settings.TRUSTED_PROXIES
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]

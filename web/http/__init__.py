"""What surrounds every request: server, settings, access log, admission control, middleware.

Knows no page but the one for rejected requests. May import web.current_searcher, and Flask only in
middleware and busy. Read `install_middleware` in web.http.middleware first.
"""

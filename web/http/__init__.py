"""What surrounds every request: server, settings, access log, admission control, middleware.

Knows no page but the one for rejected requests. Read `install_middleware` in web.http.middleware
first.
"""

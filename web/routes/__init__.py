"""The pages by URL: one blueprint a module, called `pages`.

May import search, web.views and web.http. Read `search_page` in web.routes.search first.
"""

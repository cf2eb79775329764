"""The pages by URL: one blueprint a module, called `pages`.

Read `search_page` in web.routes.search first.
"""

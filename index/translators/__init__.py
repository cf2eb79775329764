"""Machine translators, one module each; none is ever called while answering a request."""

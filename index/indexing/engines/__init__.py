"""The writing halves of the engines, one module each."""

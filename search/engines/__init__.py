"""The answering halves of the engines, one module each."""

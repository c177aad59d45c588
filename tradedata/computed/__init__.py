"""Computed: numbers that follow from claims, each with its formula and its inputs."""

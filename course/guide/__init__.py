"""What the person at the front needs, on screen and on paper."""

"""JupyterLab, reader mode and Binder: starting, addressing and sharing them."""

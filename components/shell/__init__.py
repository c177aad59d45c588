"""The shell: what every section of the page is put into, and how it reaches the address."""

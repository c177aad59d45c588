"""What the tests are written with: factories, readers of pictures, pages and browsers."""

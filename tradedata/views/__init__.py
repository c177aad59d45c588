"""Views: what one reader sees for one address, without a page to show it on."""

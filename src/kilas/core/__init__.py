"""Everything between the bytes and the rendered page that needs no network, disk, clock or chance."""

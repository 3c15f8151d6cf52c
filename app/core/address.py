"""The machine a request comes from, as far as it should be known.

`request.remote_addr` is the only source: ProxyFix has read X-Forwarded-For there, as many steps back as TRUSTED_PROXIES
counts, and nothing else in the house looks at that header.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network


def counted(address: str | None) -> str:
    """What limits count by: an IPv4 address; of IPv6 the /64, since one home holds them all (RFC 6177, RFC 8981)."""
    return _within(address, 32, 64)


def network(address: str | None) -> str:
    """What logs keep: enough to see where an attack comes from (/24, /48), not which home."""
    return _within(address, 24, 48)


def _within(address: str | None, of_ipv4: int, of_ipv6: int) -> str:
    try:
        found: IPv4Address | IPv6Address = ip_address((address or "").split("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    length = of_ipv4 if found.version == 4 else of_ipv6
    return str(ip_network((found, length), strict=False)) if length < found.max_prefixlen else str(found)

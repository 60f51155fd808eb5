package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Python;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The filters of {@code ansible.utils} on IP addresses: {@code ipaddr} and its kin. */
final class AddressFilters {

  static final Map<String, Filters.Filter> ALL =
      Map.of(
          "ipaddr", (value, a, s) -> query(value, a, 0),
          "ipv4", (value, a, s) -> query(value, a, 4),
          "ipv6", (value, a, s) -> query(value, a, 6),
          "ipwrap", (value, a, s) -> wrap(value));

  private static final BigInteger TWO = BigInteger.TWO;

  /** More digits than any address has, as a number. */
  private static final int MAX_DIGITS = 100;

  /** Reading an address takes as long as some other evaluations. */
  private static final int ADDRESS_STEPS = 30;

  private AddressFilters() {}

  private static @Nullable Object query(@Nullable Object value, Arguments arguments, int version) {
    Arguments.Bound bound = arguments.bind("query", "version");
    int wanted =
        version != 0 || !Python.truth(bound.get("version", null))
            ? version
            : bound.number("version", 0);
    return query(value, bound.get("query", ""), wanted);
  }

  private static @Nullable Object query(
      @Nullable Object value, @Nullable Object query, int version) {
    Budget.current().items(ADDRESS_STEPS);
    if (value instanceof List<?> list) {
      Budget.current().makeItems(list.size());
      List<@Nullable Object> found = new ArrayList<>();
      for (Object item : list) {
        Object result = query(item, query, version);
        if (Python.truth(result)) {
          found.add(result);
        }
      }
      return found;
    }
    if (!Python.truth(value) || value instanceof Boolean) {
      return false;
    }
    String text = Python.str(value);
    boolean isNumber = text.length() <= MAX_DIGITS && text.matches("[0-9]+");
    Optional<IpNetwork> network = isNumber ? ofNumber(text, version) : IpNetwork.parse(text);
    if (network.isEmpty() || (version != 0 && network.get().version() != version)) {
      return false;
    }
    boolean isAddress = isNumber || !text.contains("/");
    return answer(network.get(), isNumber ? network.get().ip() : text, isAddress, query);
  }

  private static Optional<IpNetwork> ofNumber(String digits, int version) {
    BigInteger number = new BigInteger(digits);
    if (number.bitLength() > 128) {
      return Optional.empty();
    }
    int kind = version == 6 || number.bitLength() > 32 ? 6 : 4;
    return Optional.of(new IpNetwork(kind, number, IpNetwork.bits(kind)));
  }

  private static @Nullable Object answer(
      IpNetwork ip, String value, boolean isAddress, @Nullable Object query) {
    String name = Python.str(query);
    if (Python.isInteger(query) || name.matches("-?+[0-9]++")) {
      return nth(ip, isAddress, index(query, name));
    }
    Optional<IpNetwork> range = IpNetwork.parse(name);
    if (range.isPresent()) {
      return range.get().contains(ip) ? value : null;
    }
    return switch (name) {
      case "" -> isAddress ? ip.ip() : ip.withPrefix();
      case "address", "ip" -> isHost(ip) || ip.version() == 6 ? ip.ip() : null;
      case "bool" -> true;
      case "broadcast" -> ip.size().compareTo(TWO) > 0 ? ip.text(ip.last()) : null;
      case "cidr" -> ip.withPrefix();
      case "first_usable" -> usable(ip, isAddress, true);
      case "last_usable" -> usable(ip, isAddress, false);
      case "range_usable" -> usable(ip, isAddress, true) + "-" + usable(ip, isAddress, false);
      case "host" -> isHost(ip) ? ip.withPrefix() : null;
      case "address/prefix", "gateway", "gw", "host/prefix", "hostnet", "router" -> gateway(ip);
      case "ip/prefix" -> isHostInNetwork(ip) ? ip.withPrefix() : null;
      case "ip_netmask" -> isHostInNetwork(ip) ? ip.ip() + " " + ip.text(ip.netmask()) : null;
      case "hostmask", "wildcard" -> ip.text(ip.hostmask());
      case "int" -> isAddress ? Numbers.integer(ip.address()) : ip.address() + "/" + ip.prefix();
      case "ipv4", "v4" -> ip.version() == 4 ? value : mappedFour(ip);
      case "ipv6", "v6" -> ip.version() == 6 ? value : mappedSix(ip);
      case "link-local" -> only(value, ip.isWithin("169.254.0.0/16", "fe80::/10"));
      case "lo", "loopback" -> only(value, ip.isWithin("127.0.0.0/8", "::1/128"));
      case "multicast" -> only(value, isMulticast(ip));
      case "unicast" -> only(value, !isMulticast(ip));
      case "private" -> only(value, isPrivate(ip));
      case "public" -> only(value, isPublic(ip));
      case "net" -> !ip.isSingle() && !isHost(ip) ? ip.withPrefix() : null;
      case "netmask" -> ip.text(ip.netmask());
      case "network", "network_id" -> ip.text(ip.first());
      case "network/prefix", "subnet" -> ip.text(ip.first()) + "/" + ip.prefix();
      case "network_netmask" -> ip.text(ip.first()) + " " + ip.text(ip.netmask());
      case "network_wildcard" -> ip.text(ip.first()) + " " + ip.text(ip.hostmask());
      case "prefix" -> (long) ip.prefix();
      case "size" -> Numbers.integer(ip.size());
      case "size_usable" -> sizeUsable(ip);
      case "type" -> isHost(ip) ? "address" : "network";
      case "version" -> (long) ip.version();
      case "wrap" -> wrapped(ip, value, isAddress);
      default -> throw new EvaluationException("unknown filter type: " + name);
    };
  }

  private static BigInteger index(@Nullable Object query, String digits) {
    if (query != null && Python.isInteger(query)) {
      return Numbers.big(query);
    }
    if (digits.length() > MAX_DIGITS) {
      throw new EvaluationException("an index of %d digits".formatted(digits.length()));
    }
    return new BigInteger(digits);
  }

  private static @Nullable Object only(String value, boolean holds) {
    return holds ? value : null;
  }

  /** Whether the address is a host's and not the network's own. */
  private static boolean isHost(IpNetwork ip) {
    return ip.isSingle()
        || !ip.address().equals(ip.first())
        || (ip.version() == 4 && ip.size().equals(TWO));
  }

  private static boolean isHostInNetwork(IpNetwork ip) {
    return !ip.isSingle() && (ip.size().equals(TWO) || !ip.address().equals(ip.first()));
  }

  private static Object gateway(IpNetwork ip) {
    boolean isEdge =
        ip.size().compareTo(TWO) > 0
            && (ip.address().equals(ip.first())
                || (ip.version() == 4 && ip.address().equals(ip.last())));
    return isEdge ? (Object) false : ip.withPrefix();
  }

  private static @Nullable Object nth(IpNetwork ip, boolean isAddress, BigInteger index) {
    if (ip.isSingle()) {
      return isAddress ? ip.ip() : ip.withPrefix();
    }
    BigInteger offset = index.signum() < 0 ? index.add(ip.size()) : index;
    if (offset.signum() < 0 || offset.compareTo(ip.size()) >= 0) {
      return false;
    }
    return ip.text(ip.first().add(offset)) + "/" + ip.prefix();
  }

  private static @Nullable Object usable(IpNetwork ip, boolean isAddress, boolean first) {
    if (isAddress) {
      throw new EvaluationException("Not a network address");
    }
    if (ip.isSingle()) {
      return null;
    }
    BigInteger edge = ip.size().equals(TWO) ? BigInteger.ZERO : BigInteger.ONE;
    return ip.text(first ? ip.first().add(edge) : ip.last().subtract(edge));
  }

  private static Object sizeUsable(IpNetwork ip) {
    if (ip.isSingle()) {
      return 0L;
    }
    return Numbers.integer(ip.size().equals(TWO) ? TWO : ip.size().subtract(TWO));
  }

  private static Object mappedFour(IpNetwork ip) {
    boolean isMapped = ip.isWithin("::ffff:0:0/96", "::/96");
    BigInteger low = ip.address().and(BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE));
    return isMapped && ip.prefix() >= 96
        ? (Object) new IpNetwork(4, low, ip.prefix() - 96).withPrefix()
        : (Object) false;
  }

  private static String mappedSix(IpNetwork ip) {
    BigInteger mapped = ip.address().or(BigInteger.valueOf(0xffff).shiftLeft(32));
    return "::ffff:" + ip.ip() + "/" + new IpNetwork(6, mapped, ip.prefix() + 96).prefix();
  }

  private static boolean isMulticast(IpNetwork ip) {
    return ip.isWithin("224.0.0.0/4", "ff00::/8");
  }

  private static boolean isPrivate(IpNetwork ip) {
    return ip.isWithin(
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",
        "192.0.0.0/24",
        "198.18.0.0/15",
        "239.192.0.0/14",
        "169.254.0.0/16",
        "fc00::/7",
        "fec0::/10",
        "fe80::/10");
  }

  private static boolean isPublic(IpNetwork ip) {
    return !isMulticast(ip) && !isPrivate(ip) && !ip.isWithin("127.0.0.0/8", "::1/128");
  }

  private static String wrapped(IpNetwork ip, String value, boolean isAddress) {
    if (ip.version() == 4) {
      return value;
    }
    return "[" + ip.ip() + "]" + (isAddress ? "" : "/" + ip.prefix());
  }

  private static @Nullable Object wrap(@Nullable Object value) {
    if (value instanceof List<?> list) {
      Budget.current().makeItems(list.size());
      List<@Nullable Object> all = new ArrayList<>();
      list.forEach(item -> all.add(wrap(item)));
      return all;
    }
    Object plain = query(value, "", 0);
    return Python.truth(plain) ? query(plain, "wrap", 0) : value;
  }
}

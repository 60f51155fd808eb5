package io.github.kubesprayoffline.ansible.jinja;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP address with the network that it lies in.
 *
 * @param version 4 or 6
 * @param address the address as a number
 * @param prefix the length of the network's prefix; that of the whole address where none is written
 */
record IpNetwork(int version, BigInteger address, int prefix) {

  /** No address with a mask is longer. */
  private static final int MAX_LENGTH = 100;

  private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  /** Reads an address, or one with a prefix length or netmask; empty if it is neither. */
  static Optional<IpNetwork> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    int slash = text.indexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    Optional<BigInteger> address = host.contains(":") ? six(host) : four(host);
    int version = host.contains(":") ? 6 : 4;
    if (slash < 0) {
      return address.map(value -> new IpNetwork(version, value, bits(version)));
    }
    return address.flatMap(
        value ->
            prefix(text.substring(slash + 1), version)
                .map(prefix -> new IpNetwork(version, value, prefix)));
  }

  private static Optional<Integer> prefix(String text, int version) {
    if (text.matches("[0-9]{1,3}")) {
      int prefix = Integer.parseInt(text);
      return prefix <= bits(version) ? Optional.of(prefix) : Optional.empty();
    }
    return version == 4 ? four(text).flatMap(IpNetwork::prefixOfMask) : Optional.empty();
  }

  private static Optional<Integer> prefixOfMask(BigInteger mask) {
    int prefix = mask.bitCount();
    return mask.equals(mask(4, prefix)) ? Optional.of(prefix) : Optional.empty();
  }

  private static Optional<BigInteger> four(String text) {
    if (!V4.matcher(text).matches()) {
      return Optional.empty();
    }
    BigInteger value = BigInteger.ZERO;
    for (String part : text.split("\\.", -1)) {
      if (Integer.parseInt(part) > 255) {
        return Optional.empty();
      }
      value = value.shiftLeft(8).or(BigInteger.valueOf(Integer.parseInt(part)));
    }
    return Optional.of(value);
  }

  private static Optional<BigInteger> six(String text) {
    int gap = text.indexOf("::");
    String plain = text;
    if (gap >= 0) {
      String before = text.substring(0, gap);
      String after = text.substring(gap + 2);
      int missing = 8 - groups(before) - groups(after);
      if (missing < 1 || after.contains("::")) {
        return Optional.empty();
      }
      plain =
          (before.isEmpty() ? "" : before + ":")
              + "0:".repeat(missing)
              + (after.isEmpty() ? "" : after + ":");
      plain = plain.substring(0, plain.length() - 1);
    }
    return sixPlain(plain);
  }

  private static int groups(String part) {
    return part.isEmpty() ? 0 : part.split(":", -1).length + (part.contains(".") ? 1 : 0);
  }

  private static Optional<BigInteger> sixPlain(String text) {
    String plain = text;
    int last = text.lastIndexOf(':');
    if (text.contains(".")) {
      Optional<BigInteger> tail = four(text.substring(last + 1));
      if (tail.isEmpty()) {
        return Optional.empty();
      }
      long value = tail.get().longValue();
      plain = text.substring(0, last + 1) + "%x:%x".formatted(value >> 16, value & 0xffff);
    }
    String[] parts = plain.split(":", -1);
    if (parts.length != 8
        || !Arrays.stream(parts).allMatch(part -> part.matches("[0-9a-fA-F]{1,4}"))) {
      return Optional.empty();
    }
    BigInteger value = BigInteger.ZERO;
    for (String part : parts) {
      value = value.shiftLeft(16).or(new BigInteger(part, 16));
    }
    return Optional.of(value);
  }

  static int bits(int version) {
    return version == 4 ? 32 : 128;
  }

  private static BigInteger mask(int version, int prefix) {
    BigInteger all = BigInteger.ONE.shiftLeft(bits(version)).subtract(BigInteger.ONE);
    return all.shiftRight(bits(version) - prefix).shiftLeft(bits(version) - prefix);
  }

  BigInteger size() {
    return BigInteger.ONE.shiftLeft(bits(version) - prefix);
  }

  boolean isSingle() {
    return prefix == bits(version);
  }

  BigInteger netmask() {
    return mask(version, prefix);
  }

  BigInteger hostmask() {
    return size().subtract(BigInteger.ONE);
  }

  BigInteger first() {
    return address.and(netmask());
  }

  BigInteger last() {
    return first().add(hostmask());
  }

  boolean contains(IpNetwork other) {
    return version == other.version
        && first().compareTo(other.first()) <= 0
        && last().compareTo(other.last()) >= 0;
  }

  /** Whether the network lies within one of these, as they are written. */
  boolean isWithin(String... networks) {
    return Arrays.stream(networks)
        .flatMap(network -> parse(network).stream())
        .anyMatch(network -> network.contains(this));
  }

  String ip() {
    return text(address);
  }

  /** An address of this version, as text. */
  String text(BigInteger value) {
    return version == 4 ? fourText(value) : sixText(value);
  }

  private static String fourText(BigInteger value) {
    long bits = value.longValue();
    return "%d.%d.%d.%d".formatted(bits >> 24 & 255, bits >> 16 & 255, bits >> 8 & 255, bits & 255);
  }

  /** The longest run of zeros, of two or more, is left out. */
  private static String sixText(BigInteger value) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = value.shiftRight(112 - 16 * i).intValue() & 0xffff;
    }
    int start = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    return start < 0
        ? joined(groups, 0, 8)
        : joined(groups, 0, start) + "::" + joined(groups, start + length, 8);
  }

  private static String joined(int[] groups, int from, int to) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < to; i++) {
      out.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    return out.toString();
  }

  String withPrefix() {
    return ip() + "/" + prefix;
  }
}

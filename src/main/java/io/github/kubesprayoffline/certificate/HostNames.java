package io.github.kubesprayoffline.certificate;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The names by which clients may know this machine. */
public final class HostNames {

  private HostNames() {}

  /**
   * This machine's own: its IPv4 addresses, its host name, and at last those of the loopback. The
   * first is the one to tell others.
   */
  public static List<String> local() {
    List<String> names = new ArrayList<>();
    try {
      NetworkInterface.networkInterfaces()
          .filter(HostNames::isUp)
          .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
          .map(InetAddress::getHostAddress)
          .forEach(names::add);
      names.add(InetAddress.getLocalHost().getHostName());
    } catch (IOException e) {
      // A machine without a network or a name of its own has the loopback's.
    }
    names.add("localhost");
    names.add("127.0.0.1");
    return names.stream().filter(name -> HostName.fault(name).isEmpty()).distinct().toList();
  }

  /**
   * The names themselves.
   *
   * @throws InvalidInputException saying of each that is none what is wrong with it
   */
  public static List<String> require(Collection<String> names) {
    return HostName.require(names);
  }

  private static boolean isUp(NetworkInterface network) {
    try {
      return network.isUp();
    } catch (IOException e) {
      return false;
    }
  }
}

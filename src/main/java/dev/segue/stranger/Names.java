package dev.segue.stranger;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. It blocks, so it is called on a worker thread only. */
@FunctionalInterface
interface Names {

    /** The machine's own resolver, hosts file included. */
    Names OF_THE_SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    List<InetAddress> resolve(String host) throws UnknownHostException;
}

package dev.segue.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressGuardTest {

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, PUBLIC",
        "100.63.255.255, PUBLIC",
        "100.128.0.0, PUBLIC",
        "172.15.255.255, PUBLIC",
        "172.32.0.0, PUBLIC",
        "2606:4700::1111, PUBLIC",
        "64:ff9b::808:808, PUBLIC",
        "2002:808:808::1, PUBLIC",
        "127.0.0.1, PRIVATE",
        "127.255.255.254, PRIVATE",
        "10.1.2.3, PRIVATE",
        "172.16.0.1, PRIVATE",
        "172.31.255.255, PRIVATE",
        "192.168.1.1, PRIVATE",
        "100.64.0.1, PRIVATE",
        "198.19.255.255, PRIVATE",
        "::1, PRIVATE",
        "fc00::1, PRIVATE",
        "fdff::1, PRIVATE",
        "::7f00:1, PRIVATE",
        "::ffff:0:7f00:1, PRIVATE",
        "64:ff9b::10.0.0.1, PRIVATE",
        "2002:c0a8:101::1, PRIVATE",
        "0.0.0.0, FORBIDDEN",
        "0.1.2.3, FORBIDDEN",
        "169.254.169.254, FORBIDDEN",
        "100.100.100.200, FORBIDDEN",
        "168.63.129.16, FORBIDDEN",
        "192.0.0.192, FORBIDDEN",
        "192.0.2.1, FORBIDDEN",
        "198.51.100.1, FORBIDDEN",
        "203.0.113.1, FORBIDDEN",
        "224.0.0.1, FORBIDDEN",
        "240.0.0.1, FORBIDDEN",
        "255.255.255.255, FORBIDDEN",
        "::, FORBIDDEN",
        "fe80::1, FORBIDDEN",
        "fec0::1, FORBIDDEN",
        "ff02::1, FORBIDDEN",
        "fd00:ec2::254, FORBIDDEN",
        "64:ff9b::169.254.169.254, FORBIDDEN",
        "64:ff9b:1::1, FORBIDDEN",
        "2002:a9fe:a9fe::1, FORBIDDEN",
        "2001::1, FORBIDDEN",
        "2001:db8::1, FORBIDDEN",
        "3fff::1, FORBIDDEN",
        "100::1, FORBIDDEN"
    })
    void address_ofEachRange_isJudged(String address, Reach expected) throws UnknownHostException {
        // Given
        InetAddress given = InetAddress.getByName(address);
        // When
        Reach judged = AddressGuard.judge(given);
        // Then
        assertThat(judged).isEqualTo(expected);
    }

    @Property
    void v4Address_insideAnyCarrier_isJudgedAsItself(@ForAll @Size(4) byte[] v4) {
        // Given
        Reach bare = AddressGuard.judge(v4);
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, v4[0], v4[1], v4[2], v4[3]};
        byte[] translated = {0, 0x64, -1, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, v4[0], v4[1], v4[2], v4[3]};
        byte[] sixToFour = {0x20, 2, v4[0], v4[1], v4[2], v4[3], 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
        // When / Then
        assertThat(AddressGuard.judge(mapped)).isEqualTo(bare);
        assertThat(AddressGuard.judge(translated)).isEqualTo(bare);
        assertThat(AddressGuard.judge(sixToFour)).isEqualTo(bare);
    }

    @Property
    void address_thatJavaCallsSpecial_isNeverPublic(@ForAll @Size(4) byte[] bytes) throws UnknownHostException {
        // Given
        InetAddress address = InetAddress.getByAddress(bytes);
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        // When
        Reach judged = AddressGuard.judge(bytes);
        // Then
        assertThat(special && judged == Reach.PUBLIC).isFalse();
    }

    @Property
    void v6Address_outsideGlobalUnicast_isNeverPublicOnItsOwn(@ForAll @Size(16) byte[] bytes) {
        // Given
        boolean global = (bytes[0] & 0xe0) == 0x20;
        boolean carrier = bytes[0] == 0;
        // When
        Reach judged = AddressGuard.judge(bytes);
        // Then
        assertThat(judged == Reach.PUBLIC && !global && !carrier).isFalse();
    }
}

package dev.segue.audio.s3;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** In the native executable every class that is named must be there, and epoll's are not: see {@code AudioLocation}. */
@TargetClass(className = "software.amazon.awssdk.http.nio.netty.internal.utils.ChannelResolver")
final class PortableChannels {

    private PortableChannels() {}

    @Substitute
    public static ChannelFactory<? extends Channel> resolveSocketChannelFactory(EventLoopGroup loops) {
        return NioSocketChannel::new;
    }

    @Substitute
    public static ChannelFactory<? extends DatagramChannel> resolveDatagramChannelFactory(EventLoopGroup loops) {
        return NioDatagramChannel::new;
    }
}

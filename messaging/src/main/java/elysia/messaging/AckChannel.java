package elysia.messaging;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/// A consuming channel, seen by many handlers at once: one of them speaks at a time.
final class AckChannel {
  private final Channel channel;
  private final ReentrantLock lock = new ReentrantLock();

  AckChannel(Channel channel) {
    this.channel = channel;
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  void ack(long tag, boolean multiple) throws IOException {
    lock.lock();
    try {
      channel.basicAck(tag, multiple);
    } finally {
      lock.unlock();
    }
  }

  void requeue(long tag) throws IOException {
    lock.lock();
    try {
      channel.basicNack(tag, false, true);
    } finally {
      lock.unlock();
    }
  }

  void abort() {
    try {
      channel.abort();
    } catch (IOException e) {
      throw new AssertionError("abort never throws it", e);
    }
  }
}

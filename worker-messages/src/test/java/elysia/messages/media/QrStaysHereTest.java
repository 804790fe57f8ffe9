package elysia.messages.media;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.sends.SendKind;
import elysia.messages.Outgoing;
import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.messages.sending.GroupSender;
import elysia.messages.telegram.Attachment;
import elysia.messages.telegram.Keyboard;
import elysia.messages.telegram.TelegramCall;
import elysia.model.TelegramId;
import elysia.sandbox.common.Service;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A PIX code goes to its buyer and to nobody else: no image service ever sees a charge (L66).
class QrStaysHereTest {
  private final ProxySelector before = ProxySelector.getDefault();

  @AfterEach
  void restore() {
    ProxySelector.setDefault(before);
  }

  @Test
  void while_a_qr_code_is_drawn_and_sent_nobody_but_telegram_is_called() {
    var stage = Stage.shared();
    var telegram = stage.sandbox().telegramUrl();
    var bot = stage.bot();
    var ana = bot.person("Ana");
    var asked = new AskedHosts();
    ProxySelector.setDefault(asked);

    try (var worker = stage.startWorker(telegram)) {
      Outgoing.to(bot, ana, SendKind.PIX)
          .plan(
              TelegramCall.sendMedia(
                  new TelegramId(ana.id()), new Attachment.Qr(TestBot.PIX_CODE), "", Keyboard.NONE))
          .send(worker.context().getBean(GroupSender.class));
    }

    assertThat(bot.sentTo(ana)).hasSize(1);
    assertThat(asked.hosts).containsExactly(telegram.getAuthority());
    assertThat(
            stage.sandbox().calls().to(Service.TELEGRAM).stream()
                .filter(call -> call.requestText().contains(Long.toString(ana.id())))
                .map(call -> call.path().substring(call.path().lastIndexOf('/'))))
        .containsExactly("/sendPhoto");
  }

  /// Java asks it for the way to every HTTP address that it is about to call.
  private static final class AskedHosts extends ProxySelector {
    final Set<String> hosts = ConcurrentHashMap.newKeySet();

    @Override
    public List<Proxy> select(URI address) {
      if (address.getScheme().startsWith("http")) {
        hosts.add(address.getAuthority());
      }
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI address, SocketAddress socket, IOException cause) {}
  }
}

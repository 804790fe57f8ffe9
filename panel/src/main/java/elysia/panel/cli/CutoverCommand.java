package elysia.panel.cli;

import elysia.db.cutover.Cutover;
import elysia.db.cutover.Cutover.Strangers;
import elysia.db.cutover.Cutover.Writes;
import elysia.runtime.Deployable;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `cutover`: passes the sending of downsells and shots from the old application to us, once per
/// database. It works on the database itself, with the panel on or off.
@Command(
    name = "cutover",
    description =
        "Passa downsells e shots da aplicação antiga para a Elysia, depois de conferir que os envios antigos estão desligados.")
final class CutoverCommand implements Callable<Integer> {
  /// A sender that was switched off just now may still have been seen sending.
  private static final Duration RECENT = Duration.ofMinutes(2);

  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final Map<String, String> environment;
  private final Console console;

  @Option(
      names = "--watch",
      defaultValue = "30",
      description = "Por quantos segundos observar o banco antes (padrão: 30).")
  private int watchSeconds;

  @Option(names = "--confirm", description = "Você garante que os envios antigos estão desligados.")
  private boolean confirmed;

  @Option(names = "--undo", description = "Devolve os envios à aplicação antiga.")
  private boolean undo;

  CutoverCommand(Map<String, String> environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (var context = open()) {
      var cutover = context.getBean(Cutover.class);
      if (!cutover.legacy()) {
        console.line("Este banco nunca foi da aplicação antiga: a Elysia já envia.");
      } else if (undo) {
        console.line(
            cutover.undo()
                ? "Os envios são da aplicação antiga de novo. Para trazê-los de volta: ./elysia cutover"
                : "Os envios já são da aplicação antiga.");
      } else if (cutover.doneAt().isPresent()) {
        console.line("Já feito em " + cutover.doneAt().get() + ": os envios são da Elysia.");
      } else {
        requireSilence(cutover);
        take(cutover);
      }
      return 0;
    }
  }

  private ApplicationContext open() {
    try {
      return new Deployable("cutover", "PANEL_PORT", 0).open(environment);
    } catch (RuntimeException e) {
      throw new CommandException("Não dá para usar o banco: " + Deployable.rootMessage(e), e);
    }
  }

  private void requireSilence(Cutover cutover) throws InterruptedException {
    console.line("Observando por %d s se alguém mais envia...".formatted(watchSeconds));
    var since = cutover.now().minus(RECENT);
    var strangers = new TreeSet<String>();
    look(cutover, since, strangers);
    for (int second = 0; second < watchSeconds; second++) {
      Thread.sleep(GLANCE);
      look(cutover, since, strangers);
    }
    if (!strangers.isEmpty() && !confirmed) {
      throw new CommandException(
          """
          Há outras conexões no banco, e não dá para saber se alguma é da aplicação antiga:
            %s
          Os envios antigos estão desligados? Se sim, rode de novo com --confirm."""
              .formatted(String.join("\n  ", strangers)));
    }
  }

  /// A write refuses at once: no confirmation outweighs it.
  private static void look(Cutover cutover, Instant since, Set<String> strangers) {
    var writes = cutover.writesSince(since);
    if (!writes.isEmpty()) {
      throw new CommandException(
          "A aplicação antiga ainda envia: %s. Desligue os envios dela, espere %d minutos e rode de novo."
              .formatted(
                  String.join("; ", writes.stream().map(CutoverCommand::words).toList()),
                  RECENT.toMinutes()));
    }
    cutover.strangers().stream().map(CutoverCommand::words).forEach(strangers::add);
  }

  private static String words(Writes writes) {
    return "%s (linhas mudadas: %d, a última em %s)"
        .formatted(writes.place(), writes.rows(), writes.latest());
  }

  private static String words(Strangers strangers) {
    return "%s (usuário %s)".formatted(strangers.application(), strangers.person());
  }

  private void take(Cutover cutover) {
    for (var judged : cutover.take()) {
      console.line("%s: %d %s".formatted(judged.place(), judged.rows(), words(judged.state())));
    }
    console.line("Pronto: os envios são da Elysia.");
  }

  private static String words(String state) {
    return switch (state) {
      case "taken_over" -> "assumidas, com data no futuro";
      case "expired" -> "vencidas, não serão enviadas";
      case "unknown" -> "de resultado desconhecido, não serão enviadas";
      default -> state;
    };
  }
}

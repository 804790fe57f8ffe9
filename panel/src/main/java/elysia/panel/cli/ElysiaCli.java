package elysia.panel.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The operator's commands, `./elysia bot add ...`: clients of the API, but for `cutover`.
@Command(
    name = "./elysia",
    description = "Bots, planos, links e integrações pela linha de comando.",
    subcommands = {CommandLine.HelpCommand.class})
public final class ElysiaCli {
  private ElysiaCli() {}

  public static void main(String[] arguments) {
    System.exit(run(System.getenv(), arguments));
  }

  /// Runs one command and returns its exit code: 0 done, 1 refused, 2 wrong usage.
  static int run(Map<String, String> environment, String... arguments) {
    var api = new ApiClient(environment);
    var console = new Console(System.out);
    return new CommandLine(new ElysiaCli())
        .addSubcommand("bot", new BotCommands(api, console))
        .addSubcommand("message", new MessageCommands(api, console))
        .addSubcommand("media", new MediaCommands(api, console))
        .addSubcommand("plan", new PlanCommands(api, console))
        .addSubcommand("gateway", new GatewayCommands(api, console))
        .addSubcommand("link", new LinkCommands(api, console))
        .addSubcommand("destination", new DestinationCommands(api, console))
        .addSubcommand("cutover", new CutoverCommand(environment, console))
        .addSubcommand("demo", new DemoCommands(api, console))
        .addSubcommand("redrive", new RedriveCommand(environment, console))
        .setExecutionExceptionHandler(
            (exception, commandLine, result) -> {
              if (exception instanceof CommandException refused) {
                commandLine.getErr().println(refused.getMessage());
                return 1;
              }
              throw exception;
            })
        .execute(arguments);
  }
}

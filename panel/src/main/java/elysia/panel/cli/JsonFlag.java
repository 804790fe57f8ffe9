package elysia.panel.cli;

import picocli.CommandLine.Option;

/// `--json`, on every command that prints data.
final class JsonFlag {
  @Option(names = "--json", description = "Imprime JSON.")
  boolean json;
}

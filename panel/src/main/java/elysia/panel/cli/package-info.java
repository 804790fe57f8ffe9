/// The commands `./elysia bot|plan|...`: clients of the API.
@NullMarked
package elysia.panel.cli;

import org.jspecify.annotations.NullMarked;

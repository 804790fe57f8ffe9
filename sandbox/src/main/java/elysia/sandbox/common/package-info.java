/// What every fake shares: settings, answers, the log of calls and the faults.
@NullMarked
package elysia.sandbox.common;

import org.jspecify.annotations.NullMarked;

/// What an operator must look at about money.
@NullMarked
package elysia.panel.payments;

import org.jspecify.annotations.NullMarked;

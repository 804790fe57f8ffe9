/// The buyer's bank: the charges of all fake gateways, and what is done with them.
@NullMarked
package elysia.sandbox.bank;

import org.jspecify.annotations.NullMarked;

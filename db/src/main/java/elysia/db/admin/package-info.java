/// What the operator's API reads and writes. Every statement is bound to one organization.
@NullMarked
package elysia.db.admin;

import org.jspecify.annotations.NullMarked;

/// People as bots know them: who they are, whether they can be reached, which click brought them.
@NullMarked
package elysia.db.people;

import org.jspecify.annotations.NullMarked;

/** What a case sees of a run: the agent it talks to, the case it belongs to, the verdict it ends with. */
@NullMarked
package dev.jetvm.conformance.session;

import org.jspecify.annotations.NullMarked;

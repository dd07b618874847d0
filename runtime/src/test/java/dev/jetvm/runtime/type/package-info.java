@org.jspecify.annotations.NullMarked
package dev.jetvm.runtime.type;

/** The report in its forms: terminal, HTML, JUnit XML, Markdown, badge. */
@NullMarked
package dev.jetvm.reports.render;

import org.jspecify.annotations.NullMarked;

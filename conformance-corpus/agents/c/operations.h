/* Every operation by name, and what the chapters tell about themselves. */
#ifndef OPERATIONS_H
#define OPERATIONS_H

#include "plain.h"

void value_encode(Call *call);
void value_decode(Call *call);
void value_classify(Call *call);
void value_eval(Call *call);
void value_store(Call *call);
void value_load(Call *call);
void value_box(Call *call);
void value_unbox(Call *call);
void symbol_intern(Call *call);
void symbol_text(Call *call);
void header_pack(Call *call);
void header_unpack(Call *call);
void header_transition(Call *call);
void layout_struct(Call *call);
void struct_write(Call *call);
void struct_read(Call *call);
void layout_array(Call *call);
void array_image(Call *call);
void array_index(Call *call);
void array_grow(Call *call);
void array_slice(Call *call);
void layout_soa(Call *call);
void string_form(Call *call);
void string_decode(Call *call);
void string_hash(Call *call);
void string_utf8(Call *call);
void string_export(Call *call);
void heap_alloc(Call *call);
void heap_get(Call *call);
void heap_set(Call *call);
void heap_write(Call *call);
void heap_read(Call *call);
void heap_root(Call *call);
void heap_unroot(Call *call);
void heap_same(Call *call);
void heap_pin(Call *call);
void heap_unpin(Call *call);
void heap_churn(Call *call);
void heap_chain(Call *call);
void heap_walk(Call *call);
void gc_collect(Call *call);

/* The member `allocated` of a result: VAL-15. */
void put_allocated(Call *call, const Plain *value);

/* Forgets every symbol: CONF-12. */
void forget_symbols(void);

/* A heap without objects, with the options of `configure`, or with those of before: CONF-11, CONF-12. */
void configure_heap(Call *call);
void reset_heap(void);

/* Tables of `describe`: CONF-18. Lists of texts end in a null. */
void table(Call *call, const char *name, const char *const columns[]);
void row(Call *call, const char *const cells[]);
void end_table(Call *call);
void describe_value(Call *call);
void describe_storage(Call *call);
void describe_header(Call *call);
void describe_layout(Call *call);
void describe_string(Call *call);
void describe_heap(Call *call);
void describe_gc(Call *call);

#endif

'use strict';

/** Numbers of which the least is taken first, each once: a binary heap. */
class Waiting {
  constructor() {
    this.heap = [];
  }

  isEmpty() {
    return this.heap.length === 0;
  }

  add(number) {
    const { heap } = this;
    let at = heap.push(number) - 1;
    while (at > 0 && heap[(at - 1) >> 1] > number) {
      heap[at] = heap[(at - 1) >> 1];
      at = (at - 1) >> 1;
    }
    heap[at] = number;
  }

  first() {
    const { heap } = this;
    const least = heap[0];
    const last = heap.pop();
    if (heap.length > 0) this.sink(last);
    return least;
  }

  sink(number) {
    const { heap } = this;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && heap[child + 1] < heap[child]) child++;
      if (heap[child] >= number) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = number;
  }
}

module.exports = { Waiting };

package dev.jetvm.stress.type;

import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.type.PublishedList;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A vtable is added to a full list while another thread reads the word of a trait object. A thread that reads the
 * index of an item from the heap finds the item fully initialised.
 */
@JCStressTest
@Clause({"TYPE-12", "TYPE-13"})
@Outcome(id = {"0", "7"}, expect = Expect.ACCEPTABLE, desc = "no trait object yet, or the vtable of it")
@Outcome(expect = Expect.FORBIDDEN, desc = "an index without its item, or an item that is not whole")
@State
public class ItemPublished {
    private static final long WORD = 8;

    private final Memory memory = new Memory(16);
    private final PublishedList<Item> items = new PublishedList<>(1);

    /** An item whose field is neither final nor volatile: only safe publication makes it visible. */
    static final class Item {
        int number;

        Item(int number) {
            this.number = number;
        }
    }

    public ItemPublished() {
        items.add(new Item(1));
    }

    @Actor
    public void make() {
        memory.setWordRelease(WORD, items.add(new Item(7)));
    }

    @Actor
    public void read(I_Result result) {
        int index = (int) memory.wordAcquire(WORD);
        result.r1 = index == 0 ? 0 : items.get(index).number;
    }
}

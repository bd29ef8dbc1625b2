package org.amparo.catalog;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Items extends Repository<Item, ItemId> {

    Item save(Item item);

    Item saveAndFlush(Item item);

    Optional<Item> findById(ItemId id);

    @Query("select i from Item i where i.list = :list order by i.position, i.english, i.validFrom")
    List<Item> ofList(String list);

    @Query("select i from Item i where i.list = :list and i.code = :code order by i.validFrom")
    List<Item> ofCode(String list, String code);

    @Query("select coalesce(max(i.position), 0) from Item i where i.list = :list")
    int lastPosition(String list);
}

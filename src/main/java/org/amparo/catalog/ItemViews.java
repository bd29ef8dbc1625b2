package org.amparo.catalog;

import java.util.List;
import org.mapstruct.Mapper;

@Mapper
interface ItemViews {

    ListItem toView(Item item);

    List<ListItem> toViews(List<Item> items);
}

# The HTML converter of Asciidoctor drops index terms. The pages of the book have an index, so here each term leaves an
# element that the renderer finds again: its levels, separated by U+001F, in one attribute.
Asciidoctor::Converter.for "html5" # loads the class
class Asciidoctor::Converter::Html5Converter
  def convert_inline_indexterm node
    terms = node.type == :visible ? [node.text] : (node.attr 'terms')
    plain = terms.map {|term| (term.gsub %r{<[^>]+>}, '').gsub '"', '&quot;' }
    %(<span class="ix" data-ix="#{plain.join "\u001f"}">#{node.type == :visible ? node.text : ''}</span>)
  end
end

# When Asciidoctor looks two lines ahead at the last line of an included file, it has left the file already and takes
# the place of the include for the place of the block. Two lines of comment at the end of a chapter keep it inside.
module JetPlaces
  def push_include data, file = nil, *rest
    super((file.to_s.end_with? '.adoc') && String === data ? %(#{data}\n\n//\n//\n) : data, file, *rest)
  end
end
Asciidoctor::PreprocessorReader.prepend JetPlaces

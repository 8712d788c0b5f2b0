"""The form builder: what stands in the boxes of its pages, and how a form is read out of them."""
